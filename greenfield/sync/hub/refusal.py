"""A request that the hub does not answer, and why."""


class Refused(Exception):  # noqa: N818  it is an answer, not an error of the hub
    """Ends a request with an HTTP status and a code of the problem catalogue; `retry_after` in seconds; `allow` are the methods of a page."""

    def __init__(
        self, status: int, code: str, *, retry_after: int = 0, epoch: str = "", allow: str = ""
    ) -> None:
        """Keep what is answered."""
        super().__init__(f"{status} {code}")
        self.status = status
        self.code = code
        self.retry_after = retry_after
        self.epoch = epoch
        self.allow = allow
