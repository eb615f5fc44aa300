import { chmodSync } from 'node:fs';
import { DockerCredentials } from '../../../inputs/lock/credentials';
import { TemporaryFolder } from '../../temporary-folder';

const folder = new TemporaryFolder();

const auth = (text: string) => ({ auth: Buffer.from(text).toString('base64') });

function credentials(config: object, environment: Readonly<Record<string, string>> = {}) {
  folder.write({ 'config.json': JSON.stringify(config) });
  return new DockerCredentials({ DOCKER_CONFIG: folder.path, ...environment });
}

test('credentials are those that a login left, by any name of the registry', async () => {
  const known = credentials({
    auths: {
      'https://index.docker.io/v1/': auth('ann:one'),
      'quay.io': auth('ben:t:w:o'),
      'https://registry.example/v2/': { username: 'cy', password: 'three' },
      'ghcr.io': { identitytoken: 'four' },
      'empty.example': {},
    },
  });
  expect(await known.of('docker.io')).toEqual({ kind: 'password', username: 'ann', password: 'one' });
  expect(await known.of('quay.io')).toEqual({ kind: 'password', username: 'ben', password: 't:w:o' });
  expect(await known.of('registry.example')).toEqual({ kind: 'password', username: 'cy', password: 'three' });
  expect(await known.of('ghcr.io')).toEqual({ kind: 'identity-token', token: 'four' });
  expect(await known.of('empty.example')).toBeUndefined();
  expect(await known.of('other.example')).toBeUndefined();
});

test('credentials of the variable go before those of the file', async () => {
  const known = credentials(
    { auths: { 'quay.io': auth('file:1'), 'ghcr.io': auth('file:2') } },
    { DOCKER_AUTH_CONFIG: JSON.stringify({ auths: { 'quay.io': auth('variable:3') } }) },
  );
  expect(await known.of('quay.io')).toMatchObject({ username: 'variable' });
  expect(await known.of('ghcr.io')).toMatchObject({ username: 'file' });
});

test('a helper is asked by the name that it knows, and what it does not know is looked up in the file', async () => {
  const bin = folder.at('bin');
  folder.write({
    'bin/docker-credential-stand-in': [
      '#!/bin/sh',
      'read -r server',
      'case "$server" in',
      '  https://index.docker.io/v1/) echo \'{"Username":"ann","Secret":"one"}\' ;;',
      '  ghcr.io) echo \'{"Username":"<token>","Secret":"two"}\' ;;',
      '  *) echo "credentials not found in native keychain"; exit 1 ;;',
      'esac',
    ].join('\n'),
  });
  chmodSync(folder.at('bin/docker-credential-stand-in'), 0o755);
  const known = credentials(
    { credsStore: 'stand-in', credHelpers: { 'gcr.io': 'absent' }, auths: { 'quay.io': auth('ben:3') } },
    { PATH: `${bin}:${process.env.PATH ?? ''}` },
  );
  expect(await known.of('docker.io')).toEqual({ kind: 'password', username: 'ann', password: 'one' });
  expect(await known.of('ghcr.io')).toEqual({ kind: 'identity-token', token: 'two' });
  expect(await known.of('quay.io')).toMatchObject({ username: 'ben' });
  expect(await known.of('gcr.io')).toBeUndefined();
});

test('a file that is broken, or not there, holds none', async () => {
  folder.write({ 'config.json': '{' });
  expect(await new DockerCredentials({ DOCKER_CONFIG: folder.path }).of('quay.io')).toBeUndefined();
  expect(await new DockerCredentials({ DOCKER_CONFIG: folder.at('none') }).of('quay.io')).toBeUndefined();
});
