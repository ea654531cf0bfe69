/** The colours of a page on paper, whatever theme the screen has. */
const ON_PAPER: Readonly<Record<string, string>> = {
  "--ink": "#1b1f24",
  "--muted": "#595f66",
  "--line": "#e2ded4",
  "--line-strong": "#858177",
  "--paper": "#ffffff",
  "--sunken": "#ffffff",
  "--ok": "#1f6b43",
  "--danger": "#a3261d",
  "--warn": "#8f3f0a",
};
const FOOT = 34;
const SVG = "http://www.w3.org/2000/svg";
/** Pixels for each unit of the picture: sharp in print. */
const PNG_SCALE = 2;

/** The picture on the screen as a file of its own: colours written out, controls turned back into a drawing, title and foot added. */
export function svgText(picture: SVGSVGElement, { title, foot }: { title: string; foot: string }): string {
  const copy = picture.cloneNode(true) as SVGSVGElement;
  const { width, height } = picture.viewBox.baseVal;
  for (const element of copy.querySelectorAll("[data-chrome]")) element.remove();
  for (const element of [copy, ...copy.querySelectorAll<SVGElement>("*")]) {
    const description = element.getAttribute("aria-label");
    if (description && element !== copy) {
      const words = document.createElementNS(SVG, "title");
      words.textContent = description;
      element.prepend(words);
    }
    for (const name of [...element.getAttributeNames()]) {
      if (/^(aria-|data-|role$|tabindex$|class$|style$|id$)/.test(name)) element.removeAttribute(name);
      else element.setAttribute(name, (element.getAttribute(name) ?? "").replace(/var\((--[a-z-]+)(?:, [^)]*)?\)/g, written));
    }
  }
  const whole = height + FOOT;
  for (const [name, value] of Object.entries({
    xmlns: SVG,
    viewBox: `0 0 ${width} ${whole}`,
    width: String(width),
    height: String(whole),
    "font-family": "Inter, Helvetica, Arial, sans-serif",
  })) {
    copy.setAttribute(name, value);
  }
  const ground = document.createElementNS(SVG, "rect");
  for (const [name, value] of Object.entries({ width: "100%", height: "100%", fill: "#ffffff" })) ground.setAttribute(name, value);
  const heading = document.createElementNS(SVG, "title");
  heading.textContent = title;
  copy.prepend(heading, ground);
  const line = document.createElementNS(SVG, "text");
  for (const [name, value] of Object.entries({ x: "8", y: String(whole - 12), "font-size": "12", fill: "#595f66" }))
    line.setAttribute(name, value);
  line.textContent = foot;
  copy.append(line);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(copy)}`;
}

function written(_whole: string, variable: string): string {
  return variable === "--font-mono" ? "'IBM Plex Mono', monospace" : (ON_PAPER[variable] ?? "#1b1f24");
}

/** Draws a picture and answers with it as PNG. Throws when the browser cannot. */
export async function pngOf(svg: string): Promise<Blob> {
  const address = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    await new Promise<void>((resolve, reject) => {
      image.onload = () => resolve();
      image.onerror = () => reject(new Error("The picture could not be drawn"));
      image.src = address;
    });
    const canvas = document.createElement("canvas");
    canvas.width = image.naturalWidth * PNG_SCALE;
    canvas.height = image.naturalHeight * PNG_SCALE;
    const context = canvas.getContext("2d");
    if (!context) throw new Error("No canvas");
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) => {
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("No picture"))), "image/png");
    });
  } finally {
    URL.revokeObjectURL(address);
  }
}

export function saveFile(content: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  // The download has begun with the click; the address may go a little later.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
