/** Errors of the file system as faults of the journal. */
import { JournalFault, JournalSecretError, JournalVersionError, type FaultKind } from './faults.ts';

const kinds: Readonly<Record<string, FaultKind>> = {
  ENOSPC: 'full',
  EDQUOT: 'full',
  EACCES: 'readOnly',
  EPERM: 'readOnly',
  EROFS: 'readOnly',
  // The path of the folder, or a part of it, is something else than a folder.
  ENOTDIR: 'readOnly',
  EEXIST: 'readOnly',
  EISDIR: 'readOnly',
  ELOOP: 'readOnly',
};

/** The fault behind an error of the file system. What has a name of its own here stays as it is. */
export function faultOfFiles(error: unknown): Error {
  if (error instanceof JournalFault || error instanceof JournalSecretError || error instanceof JournalVersionError)
    return error;
  return new JournalFault(kinds[(error as NodeJS.ErrnoException).code ?? ''] ?? 'other', error);
}
