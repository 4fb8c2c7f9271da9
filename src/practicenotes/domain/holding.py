"""How long a passphrase would hold, in words, by its level from 0 to 4."""

# Against someone who holds the files and a thousand fast computers (docs/security.md).
LEVELS = (
    "Found within minutes by someone who has the files.",
    "Found within days by someone who has the files and many computers.",
    "Found within years by someone who has the files and a thousand computers.",
    "Holds for decades, even against a thousand computers.",
    "Nobody finds this by guessing.",
)
