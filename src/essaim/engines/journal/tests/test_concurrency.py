"""Writers at the same time: one chain, ids in the order of commits."""

import threading

import pytest
from django.db import connection, transaction

from essaim.engines.accounts.api import Network, User
from essaim.engines.journal import api
from essaim.engines.journal.models import Entry
from essaim.kit.writing import writing

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("served_database")]
WRITERS, UNITS = 4, 12


def in_threads(*functions):
    failures = []

    def guarded(function):
        try:
            function()
        except BaseException as error:  # noqa: BLE001  said again in the main thread
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=guarded, args=(function,)) for function in functions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    if failures:
        raise failures[0]


@pytest.fixture
def network():
    return Network.objects.create(code="n44", name="Réseau")


def test_writers_at_the_same_time_make_one_chain(network):
    user = User.objects.create_user("awa@exemple.fr")

    def work_of(writer):
        def run():
            for number in range(UNITS):
                with writing(user) as work:
                    work.noted(network, "changed", {"name": (f"{writer}.{number}", "x")})
                    work.noted(network, "changed", {"name": (f"{writer}.{number}", "y")})

        return run

    in_threads(*(work_of(writer) for writer in range(WRITERS)))
    entries = list(Entry.objects.order_by("id"))
    assert [entry.sequence for entry in entries] == list(range(1, 2 * WRITERS * UNITS + 1))
    assert api.verify() == api.Verdict(2 * WRITERS * UNITS)


def test_whoever_sees_an_id_sees_all_those_before_it(network):
    """A reader may cache under `latest()`: nothing may later appear beneath the number it read."""
    stop = threading.Event()
    seen: list[tuple[int, int]] = []

    def write():
        for number in range(30):
            with writing(None) as work:
                work.noted(network, "changed", {"name": (str(number), "x")})

    def read():
        while not stop.is_set():
            newest = api.latest("accounts.network")
            seen.append((newest, Entry.objects.filter(pk__lte=newest).count()))

    def write_then_stop():
        try:
            in_threads(write, write)
        finally:
            stop.set()

    in_threads(read, write_then_stop)
    for newest, count in seen:
        assert Entry.objects.filter(pk__lte=newest).count() == count


def test_an_id_is_taken_only_once_the_one_before_has_committed(network):
    """The second writer waits, even when it began and finished its own work first."""
    order = []
    first_has_written, second_may_end = threading.Event(), threading.Event()

    def slow():
        with transaction.atomic():
            with writing(None) as work:
                work.noted(network, "slow")
            first_has_written.set()
            second_may_end.wait(0.5)
            order.append("slow")

    def quick():
        first_has_written.wait(10)
        with writing(None) as work:
            work.noted(network, "quick")
        order.append("quick")
        second_may_end.set()

    in_threads(slow, quick)
    assert order == ["slow", "quick"]
    assert list(Entry.objects.order_by("id").values_list("kind", flat=True)) == ["slow", "quick"]


def test_the_chain_is_verified_while_others_write(network):
    stop = threading.Event()
    verdicts = []

    def write():
        for number in range(40):
            with writing(None) as work:
                work.noted(network, "changed", {"name": (str(number), "x")})
        stop.set()

    def check():
        while not stop.is_set():
            verdicts.append(api.verify().broken)

    in_threads(write, check)
    assert set(verdicts) <= {None}
