// Whoever signed in, without a browser: for what many requests have to do before, or beside, what is looked at.
import { password } from "./desk.mjs";

export class Session {
  /// Signed in where there is a code.
  static async open(address, code) {
    const session = new Session();
    session.address = address;
    session.cookies = new Map();
    if (!code) return session;
    const answer = await session.post("/sign-in", { code, password });
    if (answer.status !== 303) throw new Error(`${code} could not sign in: ${answer.status}`);
    session.csrf = (await session.get("/account")).text.match(/name="csrf" value="([^"]+)"/)[1];
    return session;
  }

  get(path) {
    return this.#ask(path, {});
  }

  /// Sends a form as a page of ours would; values may be lists, or a File.
  post(path, fields) {
    const values = Object.entries({ ...fields, ...(this.csrf && { csrf: this.csrf }) });
    const body = values.some(([, value]) => value instanceof File) ? new FormData() : new URLSearchParams();
    for (const [name, value] of values) {
      for (const one of [value].flat()) body.append(name, one);
    }
    return this.#ask(path, { method: "POST", body });
  }

  /// The same, which has to be done. @returns the address that it leads to
  async act(path, fields = {}) {
    const answer = await this.post(path, fields);
    if (answer.status !== 303) throw new Error(`${path}: ${answer.status}: ${textOf(answer.text).slice(0, 600)}`);
    return answer.headers.get("location");
  }

  async #ask(path, options) {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const answer = await fetch(this.address + path, {
      ...options,
      redirect: "manual",
      headers: { cookie, "sec-fetch-site": "same-origin", "accept-language": "vi" },
    });
    for (const line of answer.headers.getSetCookie()) {
      const [pair] = line.split(";");
      this.cookies.set(pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1));
    }
    return { status: answer.status, headers: answer.headers, text: await answer.text() };
  }
}

export function unescaped(html) {
  const marks = { lt: "<", gt: ">", quot: '"', amp: "&", "#39": "'", "#x27": "'", "#x2F": "/" };
  return html.replace(/&([a-z]+|#\w+);/g, (whole, name) => marks[name] ?? whole);
}

/// What somebody reads between the tags of <main>.
export function textOf(html) {
  const main = html.match(/<main[\s\S]*<\/main>/)?.[0] ?? html;
  return unescaped(main.replace(/<[^>]*>/g, " ").replace(/\s+/g, " ")).trim();
}
