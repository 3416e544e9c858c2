/** Where a server that listens on HOST is reached. */

/** Only programs on this machine reach it. */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || /^127(\.\d+){3}$/.test(host);

/** The address for a person and for the CLI, both on this machine; `host` as HOST gives it. */
export function urlOf(host: string, port: number): string {
  // “all addresses” is none that can be called
  const name = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}
