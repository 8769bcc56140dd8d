"""A results folder -> the team's page."""
