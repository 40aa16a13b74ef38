/* What browsers newer than our oldest (Chromium 90, Safari 15) have and our scripts may ask for: always optional here, so that they ask first. */
interface Navigator {
  readonly pdfViewerEnabled?: boolean;
}
