"""No mistakes: nobody takes this unit."""
