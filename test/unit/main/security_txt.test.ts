/** /.well-known/security.txt, as RFC 9116 has it. */
import { expect, test } from 'vitest';
import { securityTxt } from '#api/main/security_txt.ts';

const now = new Date('2026-11-30T12:34:56Z');
const contact = 'mailto:security@csp.example.org';

test('names the contact and the day it is to be read again', () => {
  expect(securityTxt({ contact, publicUrl: null, now })).toBe(
    'Contact: mailto:security@csp.example.org\nExpires: 2027-05-29T00:00:00.000Z\nPreferred-Languages: en\n',
  );
});

test('says where it stands, when the server knows what it is called', () => {
  const publicUrl = new URL('https://csp.example.org');
  expect(securityTxt({ contact, publicUrl, now })).toContain(
    '\nCanonical: https://csp.example.org/.well-known/security.txt\n',
  );
});
