"""The server of tools as a client of another make meets it: the Python SDK, which holds each answer against the schema of its tool.

    python tests/mcp/client.py target/release/dateline examples/ferry
"""

import asyncio
import sys

from mcp import Client, StdioServerParameters


async def session(command: str, reports: str, mode: str) -> str:
    server = StdioServerParameters(command=command, args=["mcp", "--quiet", reports])
    async with Client(server, mode=mode, read_timeout_seconds=120) as client:

        async def answer(tool: str, **arguments) -> dict:
            result = await client.call_tool(tool, arguments)
            assert not result.is_error, result
            links = [c for c in result.content if c.type == "resource_link"]
            for link in links[:3]:
                assert (await client.read_resource(link.uri)).contents[0].text, link
            return result.structured_content

        tools = (await client.list_tools()).tools
        assert [t.name for t in tools] == ["stories", "account", "claim", "search", "quote", "check"], tools
        stories = await answer("stories")
        assert stories["count"] >= 1, stories
        account = await answer("account", story=1)
        claims = [await answer("claim", story=1, claim=c["claim"]) for c in account["claims"][:5]]
        words = " ".join(claims[0]["supports"][0]["place"]["words"].split()[:6])
        assert (await answer("quote", words=words))["stands"], words
        assert (await answer("search", query=words.split()[0]))["reports"] >= 1, words
        refused = await answer("check", draft="“No horse shall ever again be shod in this town,” said the mayor.")
        assert refused["refused"] and refused["sentences"][0]["reasons"][0]["kind"] == "quote", refused
        wrong = await client.call_tool("claim", {"story": 1, "claim": "c9999"})
        assert wrong.is_error and "no claim" in wrong.content[0].text, wrong
        resources = (await client.list_resources()).resources
        assert (await client.read_resource(resources[0].uri)).contents[0].text
        return f"{mode}: {len(tools)} tools, {len(resources)} reports, {len(claims)} claims"


for mode in ("auto", "legacy"):
    print(asyncio.run(session(*sys.argv[1:], mode)))
