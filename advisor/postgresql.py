"""Connections to PostgreSQL that wait no longer than a visitor does. Apart: only who uses it imports its library."""

from typing import Any

from psycopg import Connection, OperationalError
from psycopg.abc import RV, PQGen
from psycopg.pq import TransactionStatus

CONNECTING = 3  # seconds to connect in
QUEUEING = 1  # seconds to wait for a connection while others have them all


def options(seconds: int, connections: int) -> dict[str, Any]:
    """Return options for Django's database: a request waits this many seconds, a process has this many connections."""
    limits = {"statement_timeout": seconds, "lock_timeout": seconds, "idle_in_transaction_session_timeout": 60}
    # One more than the server, which should be the first to give up, as it can say why.
    kind = type("Impatient", (ImpatientConnection,), {"seconds": seconds + 1})
    return {
        "connect_timeout": CONNECTING,
        "options": " ".join(f"-c {name}={value}s" for name, value in limits.items()),
        "pool": {
            "connection_class": kind,
            "min_size": 1,
            "max_size": connections,
            "timeout": QUEUEING,
            # Then it is given up, and tried anew when somebody asks: else the waiting between attempts would double.
            "reconnect_timeout": 1,
        },
    }


class ImpatientConnection(Connection[Any]):
    """Gives up a server that is frozen: that goes by no timeout of its own, and its kernel keeps connections alive."""

    seconds: float

    def wait(self, gen: PQGen[RV], interval: float = 0.1, timeout: float | None = None) -> RV:
        """Errors: OperationalError after `seconds`; the connection is closed then, as the answer may still come."""
        try:
            return super().wait(gen, interval, timeout or self.seconds)
        except OperationalError:
            if self.pgconn.transaction_status == TransactionStatus.ACTIVE:
                self.pgconn.finish()
            raise
