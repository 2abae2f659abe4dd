// Which pages there are, by following links without a browser. addresses.txt is the table of routes; web_test keeps it so.
import { readFileSync } from "node:fs";
import { unescaped } from "./session.mjs";

export const addresses = readFileSync(new URL("addresses.txt", import.meta.url), "utf8").trim().split("\n");
export const answered = new Set(); // of `addresses`
const telling = ["outcome", "reason", "dated", "kind", "plan", "renews", "role", "known_by", "a", "print", "next"]; // names of a query that make another page

/// "/workers/W-17/history" -> "/workers/{worker}/history"; words go before parts in braces.
export function routeOf(pathname) {
  const parts = pathname.split("/");
  const fits = addresses.filter((address) => {
    const words = address.split("/");
    return words.length === parts.length && words.every((word, i) => word.startsWith("{") || word === parts[i]);
  });
  const twin = pathname.match(/^(.*)\.(json|csv|xlsx)$/);
  return fits.sort((one, other) => one.split("{").length - other.split("{").length)[0] ?? (twin ? `${routeOf(twin[1])}.${twin[2]}` : pathname);
}

function kindOf(url) {
  const asked = telling.filter((name) => url.searchParams.get(name));
  return routeOf(url.pathname) + (asked.length > 0 ? `?${asked.join("&")}` : "");
}

/// Pages of each kind by following links; those that lead nowhere go to `trouble`.
export async function crawl(desk, session, begin, trouble) {
  const found = []; // {kind, address, html}
  const looked = new Set(); // kinds
  const waiting = begin.map((path) => ({ url: new URL(path, desk.address), start: true }));
  const seen = new Set();
  while (waiting.length > 0) {
    const { url, from, start } = waiting.shift();
    const kind = kindOf(url);
    if (seen.has(url.href) || (looked.has(kind) && !start)) continue;
    seen.add(url.href);
    const answer = await session.get(url.pathname + url.search);
    if (answer.status >= 400 && start) continue; // not this account's
    looked.add(kind);
    if (answer.status >= 400) {
      trouble.push(`${from} links to ${url.pathname}${url.search}: ${answer.status}`);
      continue;
    }
    answered.add(routeOf(url.pathname));
    const page = answer.status === 200 && answer.text.trimStart().startsWith("<!doctype html>"); // not a file, not a part of a page
    if (page) found.push({ kind, address: url.href, html: answer.text });
    const links = page ? [...answer.text.matchAll(/<a [^>]*href="([^"]*)"/g)].map(([, to]) => unescaped(to)) : [answer.headers.get("location")];
    for (const to of links.filter(Boolean)) {
      const next = new URL(to, url);
      next.hash = "";
      if (next.origin === desk.address && next.pathname !== "/language") waiting.push({ url: next, from: kind });
    }
  }
  return found;
}
