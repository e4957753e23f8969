"""A line that broke in the middle: neither a push nor a page begins anew where the hub kept what came."""

import random

import pytest
from device_sample import Direct

from greenfield.sync.device.going_on import LEAST
from greenfield.sync.messages import PROTO, Came, Refusal
from greenfield.sync.transport import LineError, Reply
from greenfield.sync.wire import pack, unpack


def fill(device, count=200, size=300):
    """Make companies with texts that hardly compress."""
    chance = random.Random(count)
    with device.workspace.unit() as unit:
        return [
            unit.create("company", {"name": chance.randbytes(size).hex(), "sharing": "organisation"})
            for _ in range(count)
        ]


@pytest.fixture
def two(join):
    return join("first", "Awa"), join("second", "Ben")


class Torn(Direct):
    """A line that brings so many bytes of a push, or of a page, and breaks, some times; `losing` breaks it after all of a push came."""

    carries = 5_000
    tears = 100
    losing = 0
    carried = 0

    def send(self, request):
        is_push = "/push" in request.path
        if is_push and self.tears and len(request.body) > self.carries:
            self.tears -= 1
            self.asked.append(request)
            self.carried += self.carries
            self.bring(request._replace(body=request.body[: self.carries]))
            raise LineError("torn")
        self.carried += len(request.body)
        reply = super().send(request)
        if is_push and self.losing:
            self.losing -= 1
            raise LineError("silence")
        if "/changes" in request.path and self.tears and len(reply.body) > self.carries:
            self.tears -= 1
            raise LineError("torn", reply._replace(body=reply.body[: self.carries]))
        return reply

    def bring(self, request):
        """Let the beginning of a push come to the hub."""
        assert isinstance(self.hub.look_at_head(request), int)
        self.hub.arriving(request).add(request.body)

    def wholes(self):
        return [each for each in self.of("/push") if "from=" not in each.path]

    def rests(self):
        return [each for each in self.of("/push") if "from=" in each.path]


class Choked(Torn):
    """A line whose first breath of a push comes through, and of the rest only what is short."""

    tears = 1
    chokes = 0

    def send(self, request):
        is_rest = "from=" in request.path
        if "/push" in request.path and (is_rest or not self.tears) and len(request.body) > self.carries:
            self.chokes += 1
            self.asked.append(request)
            raise LineError("choked")
        return super().send(request)


class Late(Torn):
    """A line that brings all of a push and breaks, while the hub is not ready with it yet: it has not begun when it is asked."""

    tears = 1

    def send(self, request):
        if "/push" in request.path and self.tears:
            self.tears -= 1
            self.asked.append(request)
            self.bring(request)
            raise LineError("late")
        return super().send(request)


class Mixed(Torn):
    """A line behind which several processes serve a hub, so that what one of them kept is asked of another."""

    tears = 10**9

    def send(self, request):
        headers = {name: said for name, said in request.headers.items() if name != "range"}
        return super().send(request._replace(headers=headers))


class Breathless(Torn):
    """A line that brings the beginning of a page, and never anything of the rest of one, nor a longer page."""

    tears = 10**9

    def send(self, request):
        if "range" in request.headers:
            self.asked.append(request)
            raise LineError("choked")
        return super().send(request)


class Forgetful(Torn):
    """A line to a hub that keeps nothing; an older one does not even know the question."""

    is_older = False

    def bring(self, request):
        pass

    def send(self, request):
        if "/came" in request.path and self.is_older:
            self.asked.append(request)
            return Reply(404, {"content-encoding": "zstd"}, NO_SUCH_PAGE)
        return super().send(request)


NO_SUCH_PAGE = pack(Refusal(proto=PROTO, code="hub.no_such_page"))


def settled(first, second):
    second.sync()
    assert first.store.count_unsent() == second.store.count_unsent() == 0
    assert first.store.digest(2**53) == second.store.digest(2**53) != {}


@pytest.mark.parametrize("ahead", [False, True])
def test_a_push_goes_on_where_its_line_broke(two, ahead):
    first, second = two
    fill(first)
    line = Torn(first.centre.hub)
    report = first.sync(line, ahead=ahead)
    assert report.problem is None
    assert report.outcomes == {"applied": 200}
    assert len(line.rests()) >= 10
    # no byte went twice, and no batch was packed anew because it did not come in one piece
    assert line.carried == sum(len(each.body) for each in line.wholes())
    assert len(line.wholes()) < 6
    settled(first, second)


@pytest.mark.parametrize("ahead", [False, True])
def test_a_push_whose_rest_is_too_long_for_the_line_is_sent_in_batches_that_it_bears(two, ahead):
    first, second = two
    fill(first)
    line = Choked(first.centre.hub)
    report = first.sync(line, ahead=ahead)
    assert report.problem is None, "no patience ends as long as less can be sent"
    assert report.outcomes == {"applied": 200}
    assert line.chokes < len(line.wholes()) / 2
    settled(first, second)


def test_a_change_that_a_line_never_bears_ends_the_patience(two):
    first, _ = two
    fill(first, 1, 10_000)
    line = Choked(first.centre.hub)
    line.tears = 10**9
    report = first.sync(line)
    assert report.problem.code == "sync.line"
    assert len(line.wholes()) < 10


@pytest.mark.parametrize("kind", [Mixed, Breathless])
def test_a_page_that_a_line_never_bears_ends_the_patience(two, kind):
    first, second = two
    fill(first, 1, 10_000)
    first.sync()
    line = kind(first.centre.hub)
    report = second.sync(line)
    assert report.problem.code == "sync.line"
    assert len(line.of("/changes")) < 50


@pytest.mark.parametrize("count", [1, 20], ids=["one", "many"])
def test_a_push_that_came_whole_and_was_not_read_yet_is_read_then(two, count):
    first, second = two
    fill(first, count, 3000)
    line = Late(first.centre.hub)
    report = first.sync(line)
    assert (report.problem, report.outcomes) == (None, {"applied": count})
    assert [len(each.body) for each in line.rests()] == [0]
    settled(first, second)


@pytest.mark.parametrize("ahead", [False, True])
@pytest.mark.parametrize("kind", [Mixed, Breathless])
def test_pages_become_smaller_where_none_is_gone_on_with(two, ahead, kind):
    first, second = two
    fill(first)
    first.sync()
    line = kind(first.centre.hub)
    report = second.sync(line, ahead=ahead)
    assert (report.problem, report.received) == (None, 200)
    settled(first, second)


@pytest.mark.parametrize("ahead", [False, True])
def test_a_page_goes_on_where_its_line_broke(two, ahead):
    first, second = two
    fill(first)
    first.sync()
    line = Torn(first.centre.hub)
    report = second.sync(line, ahead=ahead)
    assert report.problem is None
    assert report.received == 200
    assert sum(each.status == 206 for each in line.replies) >= 10
    assert report.bytes_received == sum(len(each.body) for each in line.replies if each.status == 200)
    settled(first, second)


def test_an_answer_that_got_lost_is_asked_for_and_no_change_is_sent_again(two):
    first, second = two
    fill(first, 20)
    line = Torn(first.centre.hub)
    line.tears, line.losing = 0, 1
    report = first.sync(line)
    assert report.outcomes == {"applied": 20}
    assert len(line.of("/push")) == 1
    assert unpack(line.replies[1].body, Came).answered is not None
    settled(first, second)


@pytest.mark.parametrize("older", [False, True])
def test_a_hub_that_keeps_nothing_gets_smaller_batches_and_few_questions(two, older):
    first, second = two
    fill(first)
    line = Forgetful(first.centre.hub)
    line.is_older = older
    report = first.sync(line, attempts=100)
    assert report.problem is None
    assert report.outcomes == {"applied": 200}
    assert line.rests() == []
    assert len(line.of("/came")) == (1 if older else 3)
    settled(first, second)


def test_a_small_push_is_sent_again_without_a_question(two):
    first, second = two
    fill(first, 1)
    line = Torn(first.centre.hub)
    line.tears, line.losing = 0, 1
    assert first.sync(line).outcomes == {"duplicate": 1}
    assert len(line.of("/push")) == 2
    assert len(line.of("/push")[0].body) < LEAST
    assert line.of("/came") == []
    settled(first, second)


def test_a_page_that_is_kept_no_more_comes_whole(two):
    first, second = two
    visits = fill(first)
    first.sync()
    line = Torn(first.centre.hub)
    line.tears = 1

    def hide(request):
        if "range" in request.headers:
            with first.workspace.unit() as unit:
                unit.set(visits[0], {"sharing": "own"})
            first.sync()

    line.before = hide
    report = second.sync(line)
    assert report.problem is None
    assert not [each for each in line.replies if each.status == 206]
    with second.workspace.read() as connection:
        seen = set(connection.exec_driver_sql("SELECT DISTINCT record FROM change").scalars())
    assert visits[0] not in seen
    assert visits[1] in seen


def test_a_part_of_another_page_is_not_taken_for_the_rest(two):
    first, second = two
    fill(first)
    first.sync()
    line = Torn(first.centre.hub)
    line.tears = 3
    answer = line.hub.answer

    def other(request):
        if "range" in request.headers:
            found = answer(request, "peer")
            return found._replace(body=bytes(len(found.body)))
        return None

    line.before = other
    report = second.sync(line)
    assert (report.problem, report.received, report.unreadable) == (None, 200, 0)
    assert sum(each.status == 206 for each in line.replies) == 3
    settled(first, second)
