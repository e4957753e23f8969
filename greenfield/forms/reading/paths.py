"""Paths that attributes of a form name."""


def absolute_path(path: str, base: str) -> str:
    """Return a reference as an absolute path, `current()` and `..` at its start resolved."""
    path = path.strip()
    if path.startswith("/"):
        return path
    steps = base.split("/")
    for step in path.split("/"):
        if step == "..":
            steps.pop()
        elif step not in {".", "current()"}:
            steps.append(step)
    return "/".join(steps)
