"""What hosts read beside the pages: headers for the common static hosts and for Apache, and robots.txt."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

IMMUTABLE = "public, max-age=31536000, immutable"  # a name under these folders never gets another content
SHORT = "public, max-age=300, must-revalidate"
_HASHED = ("/assets/javascripts/", "/assets/stylesheets/", "/assets/fonts/")
_TEXTS = (
    *("text/html", "text/css", "text/javascript", "text/plain", "text/csv", "text/markdown", "text/xml"),
    *("application/javascript", "application/json", "application/ld+json", "application/manifest+json"),
    *("application/xml", "application/atom+xml", "application/rss+xml", "image/svg+xml"),
)


def security_headers(policy: str) -> Mapping[str, str]:
    """Return the headers of every answer, by name."""
    return {
        "Content-Security-Policy": policy,
        "Cross-Origin-Opener-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "X-Content-Type-Options": "nosniff",
    }


def headers_file(policy: str) -> str:
    """Return `_headers` for Netlify and Cloudflare Pages; both keep pages short by themselves and compress."""
    # Cloudflare joins what two rules say of one header, so no two rules name the same.
    rules = {"/*": security_headers(policy), **{f"{path}*": {"Cache-Control": IMMUTABLE} for path in _HASHED}}
    lines = [line for path, said in rules.items() for line in (path, *(f"  {name}: {said[name]}" for name in said))]
    return "\n".join([*lines, ""])


def htaccess_file(policy: str, site_url: str) -> str:
    """Return `.htaccess` for Apache: headers, compression, caching, the page for unknown addresses."""
    folder = urlsplit(site_url).path.rstrip("/")
    folders = "|".join(path.strip("/").rpartition("/")[2] for path in _HASHED)
    return "\n".join(
        [
            f"ErrorDocument 404 {folder}/404.html",
            "AddDefaultCharset utf-8",
            "<IfModule mod_headers.c>",
            *(f'  Header always set {name} "{value}"' for name, value in security_headers(policy).items()),
            f'  Header set Cache-Control "{SHORT}"',
            f'  <If "%{{REQUEST_URI}} =~ m#/assets/({folders})/#">',
            f'    Header set Cache-Control "{IMMUTABLE}"',
            "  </If>",
            "</IfModule>",
            "<IfModule mod_brotli.c>",
            f"  AddOutputFilterByType BROTLI_COMPRESS {' '.join(_TEXTS)}",
            "</IfModule>",
            "<IfModule !mod_brotli.c>",
            "  <IfModule mod_deflate.c>",
            f"    AddOutputFilterByType DEFLATE {' '.join(_TEXTS)}",
            "  </IfModule>",
            "</IfModule>",
            "",
        ]
    )


def host_files(policy: str, site_url: str) -> Mapping[str, str]:
    """Return by name what hosts read once all pages are written and `policy` is known."""
    return {"_headers": headers_file(policy), ".htaccess": htaccess_file(policy, site_url)}


def robots_file(site_url: str) -> str:
    """Return `robots.txt`: all may be read; where the site's address is known, the map of it."""
    sitemap = [f"Sitemap: {site_url.rstrip('/')}/sitemap.xml"] if site_url else []
    return "\n".join(["User-agent: *", "Allow: /", *sitemap, ""])
