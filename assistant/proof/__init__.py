"""What an answer rests on, as a file that anyone with the same documents can check again.

document    the file's shape, its bytes, and reading it without trusting it
archive     what is needed of the catalogue
places      the cited lines and cells as they stand in the originals
making      the proof of a question
checking    the same questions put to a proof: documents, places, values, calculations, answer

A proof holds nothing of the moment, the home or the machine: the same question over the same
documents, read by the same rules, always makes the same bytes.
"""

from assistant.proof.checking import Outcome, check
from assistant.proof.document import Proof, ProofError, read_proof
from assistant.proof.making import Prover

__all__ = ["Outcome", "Proof", "ProofError", "Prover", "check", "read_proof"]
