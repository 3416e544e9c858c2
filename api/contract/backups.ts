/** Backups of this installation, for the administrators of its host agency and its operator. */
import { z } from 'zod';
import { Instant } from './common.ts';
import { oneLine } from './words.ts';

export const BACKUP_STEPS = ['snapshot', 'rows', 'files', 'check'] as const;

export const BackupRun = z
  .object({
    id: z.number().int().positive(),
    state: z.enum(['running', 'done', 'failed']),
    /** "schedule": the server itself */
    asked_by: z.string(),
    started_at: Instant,
    ended_at: Instant.nullable(),
    step: z.enum(BACKUP_STEPS).meta({
      description:
        'snapshot: the moment is taken · rows, files: they are written · check: restored into a scratch database, and compared',
    }),
    /** of the step */
    share: z.number().min(0).max(1),
    /** a sentence: why it failed */
    problem: z.string().nullable(),
    /** the file's name */
    file: z.string(),
    encrypted: z.boolean(),
    /** exact for the operator; for others rounded up to 1, 2 or 5 times a power of ten, because every agency's records are
     *  in it; null: not yet */
    bytes: z.number().int().nonnegative().nullable(),
  })
  .meta({ id: 'BackupRun' });
export type BackupRun = z.infer<typeof BackupRun>;

export const Backups = z
  .object({
    /** null: BACKUP_DIR is not set, and the server makes none by itself */
    folder: z
      .object({
        path: z.string(),
        /** the folder is on the disk that has the data, and would be lost with it */
        same_disk: z.boolean(),
        /** a passphrase is set */
        encrypted: z.boolean(),
        /** exact for the operator, for others rounded down as sizes are rounded up; null: the folder cannot be read */
        free_bytes: z.number().int().nonnegative().nullable(),
        /** a sentence: why nothing can be written there */
        problem: z.string().nullable(),
        next_at: Instant,
      })
      .nullable(),
    /** in BACKUP_DIR, the newest first */
    kept: z.array(
      z.object({
        name: z.string(),
        made_at: Instant,
        /** null: it was not restored and compared, or was not the same */
        verified_at: Instant.nullable(),
        bytes: z.number().int().positive(),
        encrypted: z.boolean(),
      }),
    ),
    rules: z.object({ days: z.number(), weeks: z.number(), months: z.number() }),
    /** since the server started, the newest first */
    runs: z.array(BackupRun),
  })
  .meta({ id: 'Backups' });
export type Backups = z.infer<typeof Backups>;

export const NewBackup = z.object({
  /** the operator alone: a file on the server's machine; otherwise it goes into BACKUP_DIR */
  file: oneLine(z.string().min(1).max(4096)).optional(),
  /** with a file: what it is encrypted to */
  passphrase: oneLine(
    z.string().min(15, 'Write a passphrase of 15 characters or more.').max(1000),
  ).optional(),
});
