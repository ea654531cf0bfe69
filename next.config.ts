import type { NextConfig } from "next";

const config: NextConfig = {
  distDir: process.env.NEXT_DIST_DIR || ".next",
  poweredByHeader: false,
  reactStrictMode: true,
  // npm run typecheck looks at everything, tests included; a start should not do it again.
  typescript: { ignoreBuildErrors: true },
  // The optimiser fetches and writes; the product shows no foreign image.
  images: { unoptimized: true },
  experimental: { authInterrupts: true },
  serverExternalPackages: ["@node-rs/argon2", "pg", "@electric-sql/pglite", "yauzl", "yazl", "saxes"],
};

export default config;
