"""Thousands of histories on all processors."""

import multiprocessing
import os
import traceback

from sync_histories import play
from sync_workspace_world import WorkspaceWorld
from sync_world import World

AT_ONCE = 50
REAL_EVERY = 8
"""Every so many histories the computers have real workspaces, which take three times as long as stores in memory."""


def play_one(seed: int) -> str:
    """Play the history of a seed; return what went wrong, empty if nothing did."""
    machines = 2 + seed % 3
    kind = World if seed % REAL_EVERY else WorkspaceWorld
    world = kind(machines, 1 + seed // 3 % machines, unique=seed % 3 > 0, seed=seed)
    try:
        play(world, seed, 30 + seed % 40)
    except Exception:  # noqa: BLE001  whatever broke is told with its seed
        return f"seed {seed}: {traceback.format_exc()}"
    finally:
        world.close()
    return ""


def play_many(count: int, first: int = 0) -> list[str]:
    """Play histories by their seeds, in as many processes as there are processors; return the first complaints."""
    with multiprocessing.get_context("spawn").Pool(os.cpu_count()) as pool:
        found = []
        for complaint in pool.imap_unordered(play_one, range(first, first + count), chunksize=AT_ONCE):
            if complaint:
                found.append(complaint)
                if len(found) >= 3:
                    pool.terminate()
                    break
        return found
