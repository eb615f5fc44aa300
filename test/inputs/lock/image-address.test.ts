import { imageAddress } from '../../../inputs/lock/image-address';

test.each([
  ['busybox', 'docker.io', 'https://registry-1.docker.io', 'library/busybox'],
  ['vllm/vllm-openai', 'docker.io', 'https://registry-1.docker.io', 'vllm/vllm-openai'],
  ['docker.io/busybox', 'docker.io', 'https://registry-1.docker.io', 'library/busybox'],
  ['index.docker.io/vllm/vllm-openai', 'docker.io', 'https://registry-1.docker.io', 'vllm/vllm-openai'],
  ['quay.io/modh/vllm', 'quay.io', 'https://quay.io', 'modh/vllm'],
  ['registry.example:8443/a/b/c', 'registry.example:8443', 'https://registry.example:8443', 'a/b/c'],
  ['localhost/vllm', 'localhost', 'http://localhost', 'vllm'],
  ['localhost:5000/vllm', 'localhost:5000', 'http://localhost:5000', 'vllm'],
  ['127.0.0.1:5000/vllm', '127.0.0.1:5000', 'http://127.0.0.1:5000', 'vllm'],
])('%s is kept by %s', (repository, registry, origin, name) => {
  const address = imageAddress(repository);
  expect([address.registry, address.origin.origin, address.name]).toEqual([registry, origin, name]);
});
