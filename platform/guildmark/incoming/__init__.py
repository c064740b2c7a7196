"""Labels that somebody made elsewhere, and what a project makes of them."""
