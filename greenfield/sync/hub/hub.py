"""The hub without any network: a request in, a reply out. HTTP, tests and histories all go through `Hub.answer`."""

import logging
from typing import Final

from sqlalchemy.exc import DBAPIError

from greenfield.base.problem import ProblemError
from greenfield.sync.hub.database import Database
from greenfield.sync.hub.endpoints import Endpoints
from greenfield.sync.hub.limits import Limits
from greenfield.sync.hub.refusal import Refused
from greenfield.sync.hub.replying import reply_with
from greenfield.sync.hub.routing import find_route
from greenfield.sync.hub.surroundings import Surroundings
from greenfield.sync.hub.unfinished import Beginning
from greenfield.sync.messages import PROTO, Refusal
from greenfield.sync.transport import Reply, Request

_LOG: Final = logging.getLogger(__name__)
_STATUS: Final = {"sync.too_large": 413, "sync.malformed": 400}
_WAIT: Final = 5


class Hub:
    """Answers the requests of devices. Any number of threads may ask at once."""

    def __init__(
        self, database: Database, surroundings: Surroundings | None = None, limits: Limits | None = None
    ) -> None:
        """Keep everything in a database; clock and chance may be handed in. The database is closed by `close`."""
        self.database = database
        self.surroundings = surroundings or Surroundings()
        self.limits = limits or Limits()
        self._endpoints = Endpoints(database, self.surroundings, self.limits)

    def answer(self, request: Request, peer: str = "") -> Reply:
        """Return the answer to a request of a peer (its address); never raises, whatever the request says."""
        try:
            reply = self._endpoints.answer(find_route(request), peer)
        except Refused as refused:
            return _refusal(request, refused)
        except ProblemError as problem:
            return _refusal(request, Refused(_STATUS.get(problem.code, 503), problem.code))
        except DBAPIError:  # another process holds the database, or its disk is full
            _LOG.exception("the database could not be used")
            return _refusal(request, Refused(503, "hub.busy", retry_after=_WAIT))
        except Exception:  # noqa: BLE001  the edge: whatever was not foreseen is noted, and says nothing
            _LOG.exception("a request could not be answered")
            return _refusal(request, Refused(500, "hub.failed"))
        return reply

    def look_at_head(self, request: Request) -> Reply | int:
        """Return how many bytes the body of a request may have, or the refusal that its head alone earns it."""
        try:
            return self._endpoints.look_at_head(find_route(request))
        except Refused as refused:
            return self.refuse(request, refused)
        except Exception:  # noqa: BLE001  `answer` meets it again, and says what it is
            return self.limits.body_bytes

    def arriving(self, request: Request) -> Beginning | None:
        """Return where to put the body of a request that arrives, if it is worth something when its line breaks.

        Only for whom `look_at_head` found nothing against.
        """
        try:
            return self._endpoints.arriving(find_route(request))
        except Refused:
            return None

    @staticmethod
    def refuse(request: Request, refused: Refused) -> Reply:
        """Return the reply that refuses a request."""
        return _refusal(request, refused)

    def close(self) -> None:
        """End all connections to the database."""
        self.database.close()


def _refusal(request: Request, refused: Refused) -> Reply:
    said = Refusal(proto=PROTO, code=refused.code, retry_after=refused.retry_after, epoch=refused.epoch)
    all_headers = {"retry-after": str(refused.retry_after or ""), "allow": refused.allow}
    headers = {name: value for name, value in all_headers.items() if value}
    return reply_with(request, said, status=refused.status, headers=headers)
