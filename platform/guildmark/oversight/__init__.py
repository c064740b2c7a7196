"""What staff read of everything below: the audit trail in words."""
