namespace OcrLabeling.Scoring;

/// <summary>The assignment problem by shortest augmenting paths with potentials (Kuhn 1955, Munkres 1957), O(rows² columns).</summary>
public static class HungarianAssignment
{
    /// <summary>The column given to each row so that the total gain is greatest; -1 for rows left over when there are fewer columns.</summary>
    public static int[] Maximize(double[,] gain)
    {
        int rows = gain.GetLength(0), columns = gain.GetLength(1);
        if (rows <= columns)
            return Solve((row, column) => -gain[row, column], rows, columns);
        var rowOfColumn = Solve((column, row) => -gain[row, column], columns, rows);
        var columnOfRow = new int[rows];
        Array.Fill(columnOfRow, -1);
        for (var column = 0; column < columns; column++)
            columnOfRow[rowOfColumn[column]] = column;
        return columnOfRow;
    }

    /// <summary>Least total cost for rows &lt;= columns. Index 0 of the working arrays is the unassigned row or column.</summary>
    private static int[] Solve(Func<int, int, double> cost, int rows, int columns)
    {
        var rowPotential = new double[rows + 1];
        var columnPotential = new double[columns + 1];
        var rowAt = new int[columns + 1];
        var previous = new int[columns + 1];
        for (var row = 1; row <= rows; row++)
        {
            rowAt[0] = row;
            var slack = new double[columns + 1];
            Array.Fill(slack, double.PositiveInfinity);
            var visited = new bool[columns + 1];
            var column = 0;
            do
            {
                visited[column] = true;
                var next = 0;
                var step = double.PositiveInfinity;
                for (var c = 1; c <= columns; c++)
                {
                    if (visited[c])
                        continue;
                    var reduced = cost(rowAt[column] - 1, c - 1) - rowPotential[rowAt[column]] - columnPotential[c];
                    if (reduced < slack[c])
                        (slack[c], previous[c]) = (reduced, column);
                    if (slack[c] < step)
                        (step, next) = (slack[c], c);
                }
                for (var c = 0; c <= columns; c++)
                {
                    if (visited[c])
                    {
                        rowPotential[rowAt[c]] += step;
                        columnPotential[c] -= step;
                    }
                    else
                    {
                        slack[c] -= step;
                    }
                }
                column = next;
            }
            while (rowAt[column] != 0);
            for (; column != 0; column = previous[column])
                rowAt[column] = rowAt[previous[column]];
        }
        var columnOfRow = new int[rows];
        for (var c = 1; c <= columns; c++)
        {
            if (rowAt[c] > 0)
                columnOfRow[rowAt[c] - 1] = c - 1;
        }
        return columnOfRow;
    }
}
