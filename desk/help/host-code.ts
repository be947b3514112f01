/** What a proxy needs to bring a host of one's own here; the same in every language. */
export const exampleHost = "help.example.com";

export const helpAddress = (slug: string): string => `${location.origin}/help/${slug || "…"}/`;

export const proxies = [
  {
    name: "Caddy",
    code: (host: string) => `${host} {
  reverse_proxy ${location.host}
}`,
  },
  {
    name: "nginx",
    code: (host: string) => `server {
  listen 443 ssl;
  server_name ${host};
  location / {
    proxy_pass ${location.origin};
    proxy_set_header Host $host;
    proxy_set_header X-Forwarded-Proto $scheme;
    proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
  }
}`,
  },
] as const;
