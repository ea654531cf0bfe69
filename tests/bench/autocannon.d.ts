declare module "autocannon" {
  interface Result {
    non2xx: number;
    requests: { average: number };
  }
  export default function autocannon(options: {
    url: string;
    connections: number;
    duration: number;
    headers?: Record<string, string>;
  }): Promise<Result>;
}
