"""What the checks found: which figures hold, which are contradicted and by what."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from ingest.model import Check, Figure, Finding, FindingKind, Ref
from ingest.units import factor


@dataclass
class Results:
    findings: list[Finding] = field(default_factory=list)
    _held: set[Ref] = field(default_factory=set)
    _contradicted: set[Ref] = field(default_factory=set)

    def hold(self, *refs: Ref) -> None:
        self._held.update(refs)

    def contradict(
        self,
        kind: FindingKind,
        claim: Ref,
        figure: Figure,
        parts: tuple[Ref, ...],
        expected: Decimal,
        rule: str,
    ) -> None:
        """Note that a figure should be `expected` (an amount in the base unit of its family)."""
        if any(known.claim == claim and known.kind is kind for known in self.findings):
            return
        meant = expected / factor(figure.unit)
        self._contradicted.add(claim)
        self.findings.append(
            Finding(
                kind=kind,
                claim=claim,
                parts=parts,
                printed=figure.printed,
                unit=figure.unit,
                expected=meant,
                difference=figure.value - meant,
                rule=rule,
            )
        )

    def note(self, kind: FindingKind, claim: Ref, figure: Figure, rule: str) -> None:
        """A remark on how a figure was read; it says nothing against its value."""
        self.findings.append(
            Finding(kind, claim, (), figure.printed, figure.unit, figure.value, Decimal(0), rule)
        )

    def drop_consequences(self) -> None:
        """A total that another sum proves right is not to blame for a wrong part."""
        wrong = set(self._contradicted)
        for finding in list(self.findings):
            consequence = finding.claim in self._held and wrong & set(finding.parts)
            if finding.kind is FindingKind.SUM and consequence:
                self.findings.remove(finding)
                if not any(other.claim == finding.claim for other in self.findings):
                    self._contradicted.discard(finding.claim)

    def of(self, ref: Ref) -> Check:
        if ref in self._contradicted:
            return Check.CONTRADICTED
        return Check.CONFIRMED if ref in self._held else Check.UNCHECKED
