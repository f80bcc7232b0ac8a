// Reads a calendar with tsdav, found from the address of its server, before and after changes.
// tsdav.mjs SERVER SLUG: prints what it has as JSON; each line read has it look for changes.
import { createInterface } from "node:readline";
import { calendarMultiGet, createDAVClient } from "tsdav";

const [serverUrl, slug] = process.argv.slice(2);
const client = await createDAVClient({
  serverUrl,
  credentials: { username: "anybody", password: "anything" },
  authMethod: "Basic",
  defaultAccountType: "caldav",
});
const found = await client.fetchCalendars();
let calendar = found.find((one) => one.url.endsWith(`/${slug}/`));
calendar.objects = await client.fetchCalendarObjects({ calendar });

function tell() {
  const objects = calendar.objects.map((one) => one.data);
  const { displayName, components, calendarColor } = calendar;
  console.log(JSON.stringify({ displayName, components, calendarColor, objects }));
}

tell();
for await (const _ of createInterface({ input: process.stdin })) {
  calendar = await client.smartCollectionSync({
    collection: { ...calendar, objectMultiGet: calendarMultiGet },
    method: "webdav",
    detailedResult: false,
  });
  tell();
}
