/** Hands a file to the browser's downloads, named by what it shows. */
export function download(file: Blob, name: string, extension: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = `${fileName(name)}.${extension}`;
  link.click();
  // The download has taken hold of it by the next task.
  setTimeout(() => URL.revokeObjectURL(link.href));
}

/** Without what some file system does not allow in a name. */
function fileName(text: string): string {
  return text.replaceAll(/[\\/:*?"<>|\p{Cc}]+/gu, '-').trim();
}
