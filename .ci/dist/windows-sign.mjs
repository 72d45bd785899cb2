// electron-builder's hook: called for every file of a Windows build. TypeScript is registered on first use.
/** @param {{ readonly path: string }} configuration */
export default async function sign({ path }) {
  const { register } = await import('tsx/esm/api');
  register();
  const { signWindowsFile } = await import('./windows-sign.ts');
  await signWindowsFile(path);
}
