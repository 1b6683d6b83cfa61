// A reporter for node:test that writes the totals alone, as JSON. Node states them at the end of a run, one per message.

// biome-ignore lint/style/noDefaultExport: node:test takes a reporter as a default export.
export default async function* countReporter(events) {
  const totals = {};
  for await (const { type, data } of events) {
    const total = type === "test:diagnostic" && data.nesting === 0 && /^(\w+) (\d+)$/.exec(data.message);
    if (total) totals[total[1]] = Number(total[2]);
  }
  yield JSON.stringify(totals);
}
