"""Print recall by kind, and false alarms in a thousand pages."""

from __future__ import annotations

from collections import Counter

from .measure import CORPUS, alarms, corpus, missed


def main(seeds: int = 20) -> None:
    made, lost = missed(range(seeds))
    by_kind = Counter(line.code for line in lost)
    for code, count in sorted(made.items()):
        print(f"{code} recall {1 - by_kind[code] / count:.4f} ({count} lines)")
    print(f"all  recall {1 - len(lost) / made.total():.4f} ({made.total()} lines)")
    for line in lost[:: max(1, len(lost) // 20)]:
        print(f"  missed {line.code} frame {line.frame} spelling {line.spelling}: {line.text}")
    if not CORPUS.is_file():
        print(f"no corpus at {CORPUS}: false alarms not counted")
        return
    pages, found = 0, list[tuple[str, str]]()
    flagged = 0
    for page in corpus():
        here = list(alarms(page))
        pages, flagged, found = pages + 1, flagged + bool(here), found + here
    print(f"{pages} pages, {flagged} with a false alarm: {1000 * flagged / pages:.3f} in 1,000")
    for code, text in found[:20]:
        print(f"  alarm {code}: {text[:120]}")


if __name__ == "__main__":
    main()
