"""A backend without Node.js and without Twilio's helper: plain HTTP, with Python's own library.

Lists the account's conversations, or starts one with a customer:
    python3 backend.py
    python3 backend.py +12025550143 +14155550100 "Your parcel is here."
"""

import base64
import json
import os
import sys
import urllib.parse
import urllib.request

CONVERSATIONS = "conversations.twilio.com"


def twilio(host: str, path: str, form: dict | None = None) -> dict:
    """One GET of Twilio's API, or a POST of a form; raises HTTPError where Twilio refuses.

    The sandbox, where FLEX_SANDBOX_URL names one, takes the host as the first part of the path.
    """
    sandbox = os.environ.get("FLEX_SANDBOX_URL")
    url = f"{sandbox}/{host}{path}" if sandbox else f"https://{host}{path}"
    account = f"{os.environ['TWILIO_ACCOUNT_SID']}:{os.environ['TWILIO_AUTH_TOKEN']}"
    body = urllib.parse.urlencode(form).encode() if form else None
    request = urllib.request.Request(url, data=body)
    request.add_header("Authorization", "Basic " + base64.b64encode(account.encode()).decode())
    with urllib.request.urlopen(request, timeout=10) as response:
        return json.load(response)


def conversations() -> list[dict]:
    return twilio(CONVERSATIONS, "/v1/Conversations")["conversations"]


def start(customer: str, sender: str, text: str) -> str:
    """Sends a customer an SMS from one of the account's numbers; their answers come into this conversation."""
    sid = twilio(CONVERSATIONS, "/v1/Conversations", {"FriendlyName": "Parcels"})["sid"]
    binding = {"MessagingBinding.Address": customer, "MessagingBinding.ProxyAddress": sender}
    twilio(CONVERSATIONS, f"/v1/Conversations/{sid}/Participants", binding)
    twilio(CONVERSATIONS, f"/v1/Conversations/{sid}/Messages", {"Author": "parcels", "Body": text})
    return sid


if __name__ == "__main__":
    if len(sys.argv) == 4:
        print(start(*sys.argv[1:]))
    else:
        for conversation in conversations():
            print(conversation["sid"], conversation["state"])
