import { createServer } from 'node:http'

// Takes an upload of any size, keeps nothing of it, and answers as the Cloud API does.
createServer((request, response) => {
  request.resume().on('end', () => {
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"id":"1234567890123456"}')
  })
}).listen(Number(process.argv[2]), '127.0.0.1')
