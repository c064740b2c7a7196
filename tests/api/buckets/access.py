"""Who may do what with buckets."""

from tests.api.access import MANAGERS, Access, staff
from tests.factories import buckets

WRITE = "datasets:write"
BUCKETS = "/api/v1/organisations/{organisation_id}/buckets"
BUCKET = f"{BUCKETS}/{{bucket_id}}"

MAKERS = {"bucket_id": lambda world: buckets.bucket(world.organisation).pk}

ACCESS: dict[tuple[str, str], Access] = {
    ("GET", BUCKETS): staff(MANAGERS, scope=WRITE),
    ("POST", BUCKETS): staff(
        MANAGERS,
        scope=WRITE,
        creates=lambda world: {
            "name": "Ours",
            "endpoint": "https://s3.example.org",
            "bucket_name": "pictures",
        },
    ),
    ("PATCH", BUCKET): staff(MANAGERS, scope=WRITE, body=lambda world: {}),
    ("DELETE", BUCKET): staff(MANAGERS, scope=WRITE),
}
