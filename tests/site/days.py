"""Days as the portal counts them, in its own time zone, wherever and whenever tests run."""

import datetime
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Jerusalem")


def today():
    return datetime.datetime.now(ZONE).date()


def day(ahead):
    """YYYY-MM-DD of so many days from today."""
    return (today() + datetime.timedelta(ahead)).isoformat()
