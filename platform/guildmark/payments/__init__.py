"""Who is to be paid what, and what was paid: the records of payouts. Moves no money."""
