"""统一身份认证体检 · What is wrong with the provider of sign-in, or that it works: `landsupply doctor` runs it apart.

It needs neither the base nor Django: whoever sets a provider up tries it before anything is served.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator

from landsupply.law.words import say
from landsupply.web.oidc import oidc_of
from landsupply.web.oidc_flow import ProviderFault, checked


def told(lang: str) -> Iterator[str]:
    """体检所见 · A line for each setting that is wrong; else whether the provider answers as it must."""
    provider, faults = oidc_of(os.environ)
    yield from (say(code, lang, setting=setting) for code, setting in faults)
    if provider is None:
        return
    if provider.is_for_trying:
        yield say("U797", lang)
    try:
        checked(provider)
    except ProviderFault as fault:
        yield say("U796", lang, detail=fault.detail)
    else:
        yield say("U081", lang, issuer=provider.issuer)


if __name__ == "__main__":
    sys.stdout.write("\n".join(told(sys.argv[1])) + "\n")
