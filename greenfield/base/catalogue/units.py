"""Problems of quantities and units."""

from greenfield.base.texts import mark

ENTRIES: dict[str, str] = {
    "unit.unknown": mark(
        "“{unit}” is not a unit that Greenfield knows. Use one of the units listed for this."
    ),
    "unit.mismatch": mark(
        "{unit} does not measure the same thing as {wanted}. Check that the unit belongs to this quantity."
    ),
}
