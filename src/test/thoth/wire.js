/** What Thoth sends, and a note of each request. */
export class Wire {
  /** Every request so far: `{ method, path, status }`. */
  requests = [];

  constructor(base) {
    this.base = base;
  }

  /** The answer's JSON; throws when its status is none of those expected. */
  async ask(method, path, body, expected = [200, 201]) {
    const response = await this.send(method, path, body);
    const text = await response.text();
    if (!expected.includes(response.status)) {
      throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
    }
    return text === '' ? undefined : JSON.parse(text);
  }

  get(path) {
    return this.ask('GET', path);
  }

  post(path, body, expected) {
    return this.ask('POST', path, body, expected);
  }

  patch(path, body, expected) {
    return this.ask('PATCH', path, body, expected);
  }

  delete(path) {
    return this.ask('DELETE', path, undefined, [200, 204]);
  }

  /** The response itself. Thoth's proxy follows no redirects, and a browser behind it cannot. */
  async send(method, path, body, headers = {}) {
    const response = await fetch(this.base + path, {
      method,
      headers: { 'Content-Type': 'application/json', ...headers },
      body: body === undefined ? undefined : JSON.stringify(body),
      redirect: 'manual',
    });
    this.requests.push({ method, path, status: response.status });
    if (response.status >= 300 && response.status < 400) {
      throw new Error(`${method} ${path} redirects`);
    }
    return response;
  }

  /** The requests since the `from`th that may have changed something, as `METHOD path`. */
  mutations(from = 0) {
    return this.requests.slice(from)
      .filter(({ method, status }) => !['GET', 'OPTIONS'].includes(method) && status < 400)
      .map(({ method, path }) => `${method} ${path}`);
  }
}
