/** An image file as the caller has measured it: `file` is its name once built, width and height in pixels as it is shown. */
export type SourceImage = { file: string; width: number; height: number } | { fault: string };

/** Folder of a site that holds its images. */
export const IMAGES_FOLDER = "images";

const shorten = (text: string): string => (text.length > 80 ? `${text.slice(0, 80)}…` : text);

/** Markdown's address → path within the site's folder, or null when it leads elsewhere. */
function pathOf(src: string, place: { locale: string; category: string }): string | null {
  let decoded: string;
  try {
    decoded = decodeURIComponent(src);
  } catch {
    return null;
  }
  if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(decoded)) return null;
  const path = decoded.startsWith("/") ? [] : [place.locale, place.category];
  for (const part of decoded.split("/")) {
    if (part === "..") {
      if (path.pop() === undefined) return null;
    } else if (part !== "" && part !== ".") path.push(part);
  }
  return path.length > 1 && path[0] === IMAGES_FOLDER ? path.join("/") : null;
}

/** The image that an article names. `images`: of the site, by path within its folder. A fault names what was looked for. */
export function findImage(
  src: string,
  place: { locale: string; category: string },
  images: ReadonlyMap<string, SourceImage>,
): SourceImage {
  const path = pathOf(src, place);
  if (path === null)
    return { fault: `image: a file in the site's folder ${IMAGES_FOLDER}/ expected, got ${shorten(src)}` };
  const image = images.get(path);
  if (image === undefined) return { fault: `image: there is no file ${shorten(path)} in the site's folder` };
  return "fault" in image ? { fault: `image: ${shorten(path)} ${image.fault}` } : image;
}
