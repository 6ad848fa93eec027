"""A backend without Node.js and without Twilio's helper: plain HTTP, with Python's own library.

Asks Twilio's API (the sandbox, where FLEX_SANDBOX_URL says so) for the conversations of the account.
"""

import base64
import json
import os
import urllib.request


def twilio(host: str, path: str) -> dict:
    """One GET of Twilio's API. The sandbox takes the host as the first part of the path."""
    sandbox = os.environ.get("FLEX_SANDBOX_URL")
    url = f"{sandbox}/{host}{path}" if sandbox else f"https://{host}{path}"
    account = f"{os.environ['TWILIO_ACCOUNT_SID']}:{os.environ['TWILIO_AUTH_TOKEN']}"
    request = urllib.request.Request(url)
    request.add_header("Authorization", "Basic " + base64.b64encode(account.encode()).decode())
    with urllib.request.urlopen(request, timeout=10) as response:
        return json.load(response)


if __name__ == "__main__":
    for conversation in twilio("conversations.twilio.com", "/v1/Conversations")["conversations"]:
        print(conversation["sid"], conversation["state"])
