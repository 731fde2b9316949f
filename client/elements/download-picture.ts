/** Hands a picture to the browser's downloads, named by what it shows. */
export function downloadPicture(picture: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(picture);
  link.download = `${fileName(name)}.png`;
  link.click();
  // The download has taken hold of it by the next task.
  setTimeout(() => URL.revokeObjectURL(link.href));
}

/** Without what some file system does not allow in a name. */
function fileName(text: string): string {
  return text.replaceAll(/[\\/:*?"<>|\p{Cc}]+/gu, '-').trim();
}
