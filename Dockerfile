# Two stages: build with the compiler, run without it. Not built where the project is developed; see README.
FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json tsconfig.json tsconfig.build.json ./
COPY bin ./bin
COPY scripts ./scripts
COPY assets ./assets
COPY src ./src
COPY commands ./commands
COPY jobs ./jobs
RUN npm ci && npm prune --omit=dev --ignore-scripts

FROM node:24-slim
WORKDIR /app
ENV NODE_ENV=production WHODID_DATA=/data
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/bin ./bin
COPY --from=build /app/dist ./dist
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
# In HTTP mode set HOST=0.0.0.0 to be reachable from outside the container; Socket Mode opens no port.
CMD ["node", "bin/whodid.js", "start"]
