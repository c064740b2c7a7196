"""One append-only table: audit trail and outbox."""
