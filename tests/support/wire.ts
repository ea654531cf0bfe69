import net from "node:net";

/** A wire to the database that can be cut and mended, and made slow. */
export class Wire {
  readonly #sockets = new Set<net.Socket>();
  #cut = false;
  #server = net.createServer((near) => {
    if (this.#cut) return void near.destroy();
    const far = net.connect(Number(this.target.port || 5432), this.target.hostname);
    for (const socket of [near, far]) {
      this.#sockets.add(socket);
      socket.on("error", () => {});
      socket.on("close", () => {
        near.destroy();
        far.destroy();
        this.#sockets.delete(socket);
      });
    }
    this.#carry(near, far);
    this.#carry(far, near);
  });
  /** So much later does each byte arrive, either way. */
  delayMs = 0;

  constructor(private readonly target: URL) {}

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    const url = new URL(this.target);
    url.hostname = "127.0.0.1";
    url.port = String((this.#server.address() as net.AddressInfo).port);
    return url.href;
  }

  /** In the order in which they came, each piece after its delay. */
  #carry(from: net.Socket, to: net.Socket): void {
    const passOn = (pass: () => void) => (this.delayMs > 0 ? void setTimeout(pass, this.delayMs) : pass());
    from.on("data", (piece) =>
      passOn(() => {
        if (to.writable) to.write(piece);
      }),
    );
    from.on("end", () => passOn(() => to.end()));
  }

  cut(): void {
    this.#cut = true;
    for (const socket of this.#sockets) socket.destroy();
  }

  mend(): void {
    this.#cut = false;
  }

  close(): void {
    this.cut();
    this.#server.close();
  }
}
