"""Run by `npx flex-sandbox exec -- python3 -m unittest`."""

import json
import os
import time
import unittest
import urllib.error
import urllib.parse
import urllib.request

import backend

SAM, OURS = "+12025550143", "+14155550100"
SANDBOX = os.environ["FLEX_SANDBOX_URL"]


def sandbox(path: str, method: str = "GET", body: dict | None = None) -> dict:
    """The sandbox's own API: what a phone shows, faults, the clock."""
    data = json.dumps(body).encode() if body else None
    request = urllib.request.Request(SANDBOX + path, data, {"Content-Type": "application/json"}, method=method)
    with urllib.request.urlopen(request, timeout=10) as response:
        text = response.read()
    return json.loads(text) if text else {}


def received(customer: str) -> list[str]:
    """What is on a customer's phone, once there is something: delivery takes a moment. Ten seconds at most."""
    deadline = time.monotonic() + 10
    while True:
        threads = sandbox("/sandbox/phone/threads?customer=" + urllib.parse.quote(customer))["threads"]
        bodies = [message["body"] for thread in threads for message in thread["messages"]]
        if bodies or time.monotonic() > deadline:
            return bodies
        time.sleep(0.05)


class Backend(unittest.TestCase):
    def setUp(self) -> None:
        sandbox("/sandbox/reset", "POST")

    def test_a_customer_gets_the_message(self) -> None:
        sid = backend.start(SAM, OURS, "Your parcel is here.")
        self.assertIn(sid, [conversation["sid"] for conversation in backend.conversations()])
        self.assertEqual(received(SAM), ["Your parcel is here."])

    def test_a_failure_of_twilio_is_seen(self) -> None:
        sandbox("/sandbox/faults", "POST", {"host": "conversations", "status": 503})
        with self.assertRaises(urllib.error.HTTPError) as failure:
            backend.conversations()
        self.assertEqual(failure.exception.code, 503)
        failure.exception.close()


if __name__ == "__main__":
    unittest.main()
