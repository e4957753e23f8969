"""The hub's own certificate: made once, kept inside its encrypted database, known to devices by its fingerprint."""

import hashlib
import ssl
import tempfile
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final, NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

_YEARS: Final = 20
_LONGEST_NAME: Final = 64


class Certificate(NamedTuple):
    """A certificate (DER) with its private key (PKCS 8, DER)."""

    der: bytes
    key: bytes

    @property
    def fingerprint(self) -> str:
        """The SHA-256 of the certificate in hexadecimal digits, which a person compares."""
        return hashlib.sha256(self.der).hexdigest()


def make_certificate(name: str, now: datetime) -> Certificate:
    """Make a certificate for a hub that signs itself. Devices compare its fingerprint, not its name or address."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name[:_LONGEST_NAME] or "Greenfield")])
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=366))  # the clocks of laptops are wrong
        .not_valid_after(now + timedelta(days=_YEARS * 365))
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("greenfield.local")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    secret = key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return Certificate(made.public_bytes(serialization.Encoding.DER), secret)


def server_context(certificate: Certificate) -> ssl.SSLContext:
    """Return what a TLS server needs. Python reads keys from files only: it stands in one, encrypted, for a moment."""
    made = x509.load_der_x509_certificate(certificate.der)
    key = serialization.load_der_private_key(certificate.key, password=None)
    word = hashlib.sha256(certificate.key).hexdigest()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "certificate.pem"
        file.write_bytes(
            made.public_bytes(serialization.Encoding.PEM)
            + key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.BestAvailableEncryption(word.encode()),
            )
        )
        context.load_cert_chain(file, password=word)
    return context
