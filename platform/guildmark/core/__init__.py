"""Ground floor: errors, clock, pagination, idempotency and the plumbing of the API."""
