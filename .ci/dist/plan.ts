/** What this machine has for building installers. */
export interface DistFacts {
  readonly platform: NodeJS.Platform;
  /** The stand-in of decision 1 is no release's Electron, and its machine reaches no download either. */
  readonly electronSource: 'declared' | 'registry';
  readonly hasDpkgDeb: boolean;
  readonly hasRpmbuild: boolean;
}

export interface DistPlan {
  readonly targets: readonly string[];
  /** What is not built here, each with its reason. */
  readonly leftOut: readonly string[];
}

const NEEDS_DOWNLOAD = 'its runtime is a download this machine does not reach';

/** Which installers this machine can build, and why not the others. */
export function planDist(facts: DistFacts): DistPlan {
  const { platform, electronSource, hasDpkgDeb, hasRpmbuild } = facts;
  if (platform === 'win32')
    return { targets: ['--win', 'nsis', 'msi'], leftOut: ['deb, rpm, AppImage: built on Linux'] };
  const isClosed = electronSource === 'registry';
  const rows = [
    { target: 'deb', why: hasDpkgDeb ? null : 'needs dpkg-deb' },
    { target: 'rpm', why: hasRpmbuild ? null : 'needs rpmbuild (Debian: apt-get install rpm)' },
    { target: 'AppImage', why: isClosed ? NEEDS_DOWNLOAD : null },
  ];
  const windows = isClosed
    ? 'nsis, msi: no Electron for Windows in the registry, and its download is closed here'
    : 'nsis, msi: built on Windows (npm run dist there)';
  const targets = rows.filter(({ why }) => why === null).map(({ target }) => target);
  const leftOut = rows.flatMap(({ target, why }) => (why === null ? [] : [`${target}: ${why}`]));
  return { targets: targets.length > 0 ? ['--linux', ...targets] : ['--dir'], leftOut: [...leftOut, windows] };
}
