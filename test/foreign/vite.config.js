import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

const page = (name) => `${import.meta.dirname}/${name}/index.html`;

export default defineConfig({
  plugins: [vue({ template: { compilerOptions: { isCustomElement: (tag) => tag.startsWith('trade-') } } })],
  build: { rolldownOptions: { input: ['vite', 'react', 'vue'].map(page) } },
});
