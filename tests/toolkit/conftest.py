"""What the tests of a shipped toolkit share: the toolkit that the module names as its `SOURCE`, built once."""

import pytest

from greenfield.forms.parse import parse_form
from greenfield.toolkit.build import build_package
from greenfield.toolkit.conversion import conversion
from greenfield.toolkit.evaluate import Evaluation
from greenfield.toolkit.factors import load_factors
from greenfield.toolkit.toolkit import open_toolkit


@pytest.fixture(scope="module")
def toolkit(request):
    name, content = build_package(request.module.SOURCE)
    return open_toolkit(content, name)


@pytest.fixture(scope="module")
def evaluation(toolkit):
    return Evaluation(toolkit, conversion(load_factors()))


@pytest.fixture(scope="module")
def form(toolkit):
    return parse_form(toolkit.form_xml)
