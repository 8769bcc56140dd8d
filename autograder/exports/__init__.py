"""From a results folder to what a gradebook or a platform takes."""
